import BellIcon from '@patternfly/react-icons/dist/esm/icons/bell-icon';
import CalendarAltIcon from '@patternfly/react-icons/dist/esm/icons/calendar-alt-icon';
import DatabaseIcon from '@patternfly/react-icons/dist/esm/icons/database-icon';
import TrashIcon from '@patternfly/react-icons/dist/esm/icons/trash-icon';
import UploadIcon from '@patternfly/react-icons/dist/esm/icons/upload-icon';
import UserShieldIcon from '@patternfly/react-icons/dist/esm/icons/user-shield-icon';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { CauseOfChanges } from '@/api/history';
import { imagePage } from '@/shared/names';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { effects } from './causes';
import { overviewText } from './text';

type Kind = keyof (typeof overviewText)['en']['changes']['kinds'];

const LOOK: Readonly<Record<Kind, { readonly icon: ReactElement; readonly to?: string }>> = {
  advisories: { icon: <DatabaseIcon />, to: '/advisories?tab=updates' },
  push: { icon: <UploadIcon /> },
  delete: { icon: <TrashIcon /> },
  exemption: { icon: <UserShieldIcon />, to: '/exemptions' },
  policy: { icon: <CalendarAltIcon /> },
  time: { icon: <CalendarAltIcon /> },
  other: { icon: <BellIcon /> },
};

/** One cause of changes, what it did, and to which images. */
export function CauseItem({ cause }: { readonly cause: CauseOfChanges }) {
  const text = useText(overviewText).changes;
  const kind: Kind = cause.kind in LOOK ? (cause.kind as Kind) : 'other';
  const { icon, to } = LOOK[kind];
  const title = text.kinds[kind];
  return (
    <li className="bw-causes__cause">
      <span className="bw-causes__icon" aria-hidden>
        {icon}
      </span>
      <div>
        <div>
          {to === undefined ? <strong>{title}</strong> : <Link to={to}>{title}</Link>}{' '}
          <span className="bw-subtle">
            <TimeText time={cause.time} />
          </span>
        </div>
        <div>
          {effects(cause, text).join(', ')} {text.in(cause.images)}
        </div>
        <ul className="bw-examples">
          {cause.examples.map((image) => (
            <li key={image}>
              <Link to={imagePage(image)}>{image}</Link>
            </li>
          ))}
          {cause.images > cause.examples.length && <li aria-hidden>…</li>}
        </ul>
      </div>
    </li>
  );
}
