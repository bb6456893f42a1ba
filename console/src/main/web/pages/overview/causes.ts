import type { CauseOfChanges } from '@/api/history';
import type { overviewText } from './text';

type Words = Pick<
  (typeof overviewText)['en']['changes'],
  'appeared' | 'fixes' | 'nowExploited' | 'verdicts'
>;

/** What a cause did, in words, the worst first and without what it did not do. */
export function effects(cause: CauseOfChanges, words: Words): readonly string[] {
  return [
    ...(cause.exploited > 0 ? [words.nowExploited(cause.exploited)] : []),
    ...(cause.appeared > 0 ? [words.appeared(cause.appeared)] : []),
    ...(cause.verdicts > 0 ? [words.verdicts(cause.verdicts)] : []),
    ...(cause.fixPublished > 0 ? [words.fixes(cause.fixPublished)] : []),
  ];
}
