import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import PathMissingIcon from '@patternfly/react-icons/dist/esm/icons/path-missing-icon';
import { Link } from 'react-router';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { appText } from './text';

/** At an address that no page has. */
export function MissingPage() {
  const text = useText(appText);
  usePageTitle(text.missing);
  return (
    <EmptyState headingLevel="h1" titleText={text.missing} icon={PathMissingIcon}>
      <EmptyStateBody>{text.missingNext}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Link to="/">{text.home}</Link>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
