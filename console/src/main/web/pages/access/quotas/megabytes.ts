/** Of the account's quotas, as the original has it. */
export const MEGABYTE = 1_048_576;

/** A limit in bytes as a field has it; empty for none. */
export function megabytesOf(limit: number): string {
  return limit < 0 ? '' : String(limit / MEGABYTE);
}

/** A field as the server takes it, -1 for none; undefined for what is no amount. */
export function limitOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return -1;
  }
  return /^\d{1,12}$/.test(trimmed) ? Number(trimmed) : undefined;
}
