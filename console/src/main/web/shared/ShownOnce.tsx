import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';
import { useText } from '@/text/useText';
import { CopyCode } from './CopyCode';
import './stack.css';
import { sharedText } from './text';

/** A secret that is told this once: it stays until somebody says that they have it. */
export function ShownOnce({
  title,
  warning,
  secret,
  copy,
  onClose,
  children,
}: {
  readonly title: string;
  readonly warning: string;
  readonly secret: string;
  /** `Copy the password`. */
  readonly copy: string;
  readonly onClose: () => void;
  /** How it is used. */
  readonly children?: ReactNode;
}) {
  const text = useText(sharedText);
  const id = useId();
  return (
    <Modal isOpen variant="small" aria-labelledby={`${id}-title`} onEscapePress={() => undefined}>
      <ModalHeader title={title} labelId={`${id}-title`} />
      <ModalBody className="bw-stack">
        <CopyCode content={secret} label={copy} />
        <Alert variant="warning" isInline isPlain title={warning} component="p" />
        {children}
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>{text.haveIt}</Button>
      </ModalFooter>
    </Modal>
  );
}
