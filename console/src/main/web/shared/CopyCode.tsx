import {
  ClipboardCopyButton,
  CodeBlock,
  CodeBlockAction,
  CodeBlockCode,
} from '@patternfly/react-core';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '@/text/useText';
import { sharedText } from './text';

const SHOWN = 2_000;

/** Works in pages that came without TLS, too, where browsers have no clipboard for scripts. */
async function copy(text: string): Promise<void> {
  // Not there outside of secure contexts, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    await clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'bw-copied';
  const before = document.activeElement;
  // A dialog keeps the focus within itself: what is outside of it cannot be chosen from.
  (before?.closest('[role="dialog"]') ?? document.body).append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) {
    before.focus();
  }
}

/** Copies a text to the clipboard, and says so. */
export function CopyButton({
  content,
  label,
}: {
  readonly content: string;
  /** What is copied: `Copy the digest`. */
  readonly label: string;
}) {
  const text = useText(sharedText);
  const id = useId();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <ClipboardCopyButton
      id={id}
      aria-label={label}
      variant="plain"
      onClick={() => {
        void copy(content).then(() => {
          setCopied(true);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setCopied(false), SHOWN);
        });
      }}
    >
      {copied ? text.copied : label}
    </ClipboardCopyButton>
  );
}

/** Something to type or to paste, with a button that copies it. */
export function CopyCode({
  content,
  label,
}: {
  readonly content: string;
  /** What is copied: `Copy the command`. */
  readonly label: string;
}) {
  return (
    <CodeBlock
      className="bw-copy-code"
      actions={
        <CodeBlockAction>
          <CopyButton content={content} label={label} />
        </CodeBlockAction>
      }
    >
      <CodeBlockCode className="bw-wrap">{content}</CodeBlockCode>
    </CodeBlock>
  );
}
