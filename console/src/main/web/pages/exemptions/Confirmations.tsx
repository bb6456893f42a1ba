import type { Exemption } from '@/api/exemptions';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { effectText } from './Effect';
import { exemptionsText } from './text';
import { useExempting } from './useExempting';

interface Asked {
  readonly one: Exemption;
  readonly hides: Exemption['hides'];
  readonly onClose: () => void;
}

function WhatCounts({ one, hides }: Pick<Asked, 'one' | 'hides'>) {
  const text = useText(exemptionsText);
  return (
    <>
      <p>
        <strong>{text.what(one.issue, one.scope === '*' ? text.everyImage : one.scope)}</strong>
      </p>
      {hides && !one.expired && <p>{text.countsAgain(effectText(hides, text))}</p>}
    </>
  );
}

export function EndModal({ one, hides, onClose }: Asked) {
  const text = useText(exemptionsText);
  const toasts = useToasts();
  const { end } = useExempting();
  return (
    <ConfirmModal
      title={text.endTitle}
      confirm={text.endSubmit}
      onClose={onClose}
      onConfirm={async () => {
        await end(one);
        toasts.done(text.ended, text.what(one.issue, one.scope));
        onClose();
      }}
    >
      <WhatCounts one={one} hides={hides} />
      <p>{text.endBody}</p>
    </ConfirmModal>
  );
}

export function RemoveModal({ one, hides, onClose }: Asked) {
  const text = useText(exemptionsText);
  const toasts = useToasts();
  const { remove } = useExempting();
  return (
    <ConfirmModal
      title={text.removeTitle}
      confirm={text.remove.replace('…', '')}
      onClose={onClose}
      onConfirm={async () => {
        await remove(one);
        toasts.done(text.removed, text.what(one.issue, one.scope));
        onClose();
      }}
    >
      <WhatCounts one={one} hides={hides} />
      <p>{text.removeBody}</p>
      <blockquote>{one.reason || text.noReason}</blockquote>
    </ConfirmModal>
  );
}
