import { useSearchParams } from 'react-router';

/** The address of a tab of this page, narrowed to something, of the same platform. */
export function useTabAddress(): (
  tab: string,
  narrowed: Readonly<Record<string, string | number>>,
) => string {
  const [parameters] = useSearchParams();
  const platform = parameters.get('platform');
  return (tab, narrowed) => {
    const query = new URLSearchParams({ tab });
    if (platform !== null) {
      query.set('platform', platform);
    }
    for (const [name, value] of Object.entries(narrowed)) {
      query.set(name, String(value));
    }
    return `?${query.toString()}`;
  };
}
