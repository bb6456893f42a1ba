import { partsOf } from '@/shared/names';

/** The form of a new exemption of an issue, for the repository of an image. */
export function exemptPage(image: string, type: 'cve' | 'configuration', issue: string): string {
  const query = new URLSearchParams({
    new: 'true',
    resource: partsOf(image).repository,
    type,
    issue,
  });
  return `/exemptions?${query.toString()}`;
}
