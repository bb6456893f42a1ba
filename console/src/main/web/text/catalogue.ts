/** A language that texts are there in. */
export type Locale = 'en';

export interface Texts {
  readonly [key: string]: string | ((...values: never[]) => string) | Texts;
}

export interface Catalogue<T extends Texts> {
  readonly en: T;
}

/**
 * The texts of a part of the console. English is what the others are translated from; a
 * translation is another member of the same shape, and functions take care of plurals.
 */
export function catalogue<T extends Texts>(en: T): Catalogue<T> {
  return { en };
}
