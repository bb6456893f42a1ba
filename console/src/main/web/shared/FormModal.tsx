import {
  Button,
  Form,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  type ModalProps,
} from '@patternfly/react-core';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useText } from '@/text/useText';
import { ErrorState } from './ErrorState';
import { sharedText } from './text';

/** A form over the page, that says itself what the server refuses, and stays until it is done. */
export function FormModal({
  title,
  description,
  submit,
  cancel,
  danger = false,
  disabled = false,
  variant = 'small',
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  /** What the button says: `Create the user`. */
  readonly submit: string;
  /** What the way out says, where it is not `Cancel`: `Done`. */
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly variant?: NonNullable<ModalProps['variant']>;
  /** What it throws is told at the form. Whoever calls closes it when it is done. */
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const text = useText(sharedText);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    // Forms of the page below hear of what happens in this one, as React has it.
    event.stopPropagation();
    if (busy || disabled) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      isOpen
      variant={variant}
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
    >
      <ModalHeader
        title={title}
        labelId={`${id}-title`}
        description={description}
        {...(danger ? { titleIconVariant: 'warning' as const } : {})}
      />
      <ModalBody id={`${id}-body`} tabIndex={0}>
        <Form id={`${id}-form`} onSubmit={(event) => void send(event)} noValidate>
          {error !== undefined && <ErrorState error={error} compact />}
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={`${id}-form`}
          variant={danger ? 'danger' : 'primary'}
          isLoading={busy}
          isDisabled={busy || disabled}
        >
          {submit}
        </Button>
        <Button variant="link" onClick={onClose}>
          {cancel ?? text.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
