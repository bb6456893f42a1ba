import type { Catalogue, Texts } from './catalogue';

/** The texts in the language of the page. */
export function useText<T extends Texts>(catalogue: Catalogue<T>): T {
  return catalogue.en;
}
