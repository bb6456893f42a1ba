// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Combobox } from '@/shared/Combobox';

const GROUPS = [
  { label: 'Birds', options: [{ key: 'robin', show: 'Robin' }] },
  { label: 'Fish', options: [{ key: 'eel', show: 'Eel' }] },
];

function Field({
  onChoose,
  onEnter,
}: {
  readonly onChoose: (key: string) => void;
  readonly onEnter: () => void;
}) {
  const [value, setValue] = useState('');
  return (
    <Combobox
      label="Animal"
      value={value}
      groups={GROUPS}
      onChange={setValue}
      onChoose={(choice) => onChoose(choice.key)}
      onEnter={onEnter}
    />
  );
}

describe('a combobox', () => {
  const onChoose = vi.fn();
  const onEnter = vi.fn();
  beforeEach(() => {
    Element.prototype.scrollIntoView = () => undefined;
    render(<Field onChoose={onChoose} onEnter={onEnter} />);
  });
  afterEach(() => {
    cleanup();
    vi.clearAllMocks();
  });

  it('is closed until something is typed', async () => {
    const field = screen.getByRole('combobox', { name: 'Animal' });
    expect(field.getAttribute('aria-expanded')).toBe('false');
    await userEvent.type(field, 'e');
    expect(field.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getAllByRole('option')).toHaveLength(2);
  });

  it('goes through all groups by arrows, and round', async () => {
    const field = screen.getByRole('combobox');
    await userEvent.type(field, 'e{ArrowDown}{ArrowDown}');
    const eel = screen.getByRole('option', { name: 'Eel' });
    expect(eel.getAttribute('aria-selected')).toBe('true');
    expect(field.getAttribute('aria-activedescendant')).toBe(eel.id);
    await userEvent.type(field, '{ArrowDown}{Enter}');
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('robin');
    expect(field.getAttribute('aria-expanded')).toBe('false');
  });

  it('takes nothing by Enter that was not chosen', async () => {
    await userEvent.type(screen.getByRole('combobox'), 'e{Enter}');
    expect(onChoose).not.toHaveBeenCalled();
    expect(onEnter).toHaveBeenCalledOnce();
  });

  it('is closed by Escape and keeps what was typed', async () => {
    const field = screen.getByRole('combobox');
    await userEvent.type(field, 'e{Escape}');
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect((field as HTMLInputElement).value).toBe('e');
  });
});
