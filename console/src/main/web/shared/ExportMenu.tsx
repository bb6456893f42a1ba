import {
  Dropdown,
  DropdownItem,
  DropdownList,
  MenuToggle,
  type MenuToggleElement,
} from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import { useState, type Ref } from 'react';
import { requestBlob, type Call } from '@/api/client';
import { useText } from '@/text/useText';
import { sharedText } from './text';
import { useToasts } from './toasts';

export interface ExportFormat {
  readonly label: string;
  readonly file: string;
  /** Asks the server, or makes it of what is here. */
  readonly content: () => Promise<Blob>;
}

/** A file of what the server answers. */
export function fromServer(path: string, call: Call): () => Promise<Blob> {
  return () => requestBlob(path, call);
}

/** A file of a JSON value. */
export function asJson(value: unknown): () => Promise<Blob> {
  return () =>
    Promise.resolve(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
}

type Cell = string | number | boolean | null | undefined;

/** Rows as CSV (RFC 4180), safe to open in a spreadsheet: no cell is taken for a formula. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell): string => {
    const raw = String(value ?? '');
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(raw) ? `'${raw}` : raw;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A file of rows. */
export function asCsv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): () => Promise<Blob> {
  return () => Promise.resolve(new Blob([csvText(header, rows)], { type: 'text/csv' }));
}

export function download(blob: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Saves what a page shows in one of some formats. */
export function ExportMenu({
  formats,
  label,
}: {
  readonly formats: readonly ExportFormat[];
  readonly label?: string;
}) {
  const text = useText(sharedText);
  const toasts = useToasts();
  const [open, setOpen] = useState(false);
  const save = async (format: ExportFormat) => {
    setOpen(false);
    try {
      download(await format.content(), format.file);
    } catch (e) {
      toasts.failed(e);
    }
  };
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      popperProps={{ position: 'right' }}
      toggle={(ref: Ref<MenuToggleElement>) => (
        <MenuToggle
          ref={ref}
          icon={<DownloadIcon />}
          isExpanded={open}
          onClick={() => setOpen(!open)}
        >
          {label ?? text.exportAs}
        </MenuToggle>
      )}
    >
      <DropdownList>
        {formats.map((format) => (
          <DropdownItem key={format.label} onClick={() => void save(format)}>
            {format.label}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
