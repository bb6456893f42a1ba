/** Addresses of the pages of what has a name. */

/** `birds/robin:1`, or `birds/robin@sha256:…` for a digest. */
export function imageName(repository: string, reference: string): string {
  return `${repository}${reference.includes(':') ? '@' : ':'}${reference}`;
}

/** The page of an image by its name. */
export function imagePage(image: string): string {
  return `/images/${image}`;
}

/** The page of a CVE, a notice or a configuration issue. */
export function issuePage(id: string): string {
  return `/issues/${encodeURIComponent(id)}`;
}

export function comparePage(from: string, to: string): string {
  return `/compare?${new URLSearchParams({ from, to }).toString()}`;
}

/** Repository and reference of `birds/robin:1`; the reference is empty where there is none. */
export function partsOf(image: string): {
  readonly repository: string;
  readonly reference: string;
} {
  const at = image.indexOf('@');
  const split = at >= 0 ? at : image.lastIndexOf(':');
  return split < image.lastIndexOf('/') || split < 0
    ? { repository: image, reference: '' }
    : { repository: image.slice(0, split), reference: image.slice(split + 1) };
}

/** Whether a text of an image or a feed can be followed as a link. */
export function isLink(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
