import { Content, FormGroup, TextInput } from '@patternfly/react-core';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '@/text/useText';
import { FormModal } from './FormModal';
import { sharedText } from './text';

/** Asks before something goes: names what goes, and says how it comes back. */
export function ConfirmModal({
  title,
  confirm,
  typed,
  disabled = false,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  /** What the button says: `Delete the user`. */
  readonly confirm: string;
  /** A name that is to be typed first, where there is no way back. */
  readonly typed?: string;
  readonly disabled?: boolean;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const text = useText(sharedText);
  const id = useId();
  const [name, setName] = useState('');
  return (
    <FormModal
      danger
      title={title}
      submit={confirm}
      disabled={disabled || (typed !== undefined && name.trim() !== typed)}
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <Content>{children}</Content>
      {typed !== undefined && (
        <FormGroup label={text.typeName(typed)} fieldId={id} isRequired>
          <TextInput
            id={id}
            value={name}
            autoComplete="off"
            isRequired
            onChange={(_, value) => setName(value)}
          />
        </FormGroup>
      )}
    </FormModal>
  );
}
