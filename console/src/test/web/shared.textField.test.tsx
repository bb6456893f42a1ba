// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { TextField } from '@/shared/TextField';

function Amount() {
  const [value, setValue] = useState('1');
  return (
    <TextField
      label="Amount"
      help="A number."
      wrong={!/^\d+$/.test(value) && 'This is no number.'}
      value={value}
      onChange={setValue}
    />
  );
}

function described(field: HTMLElement): HTMLElement | null {
  return document.getElementById(field.getAttribute('aria-describedby') ?? '');
}

describe('a text field', () => {
  afterEach(cleanup);

  it('is described by its help', () => {
    render(<TextField label="Name" help="Of a bird." value="" onChange={() => undefined} />);
    const help = described(screen.getByRole('textbox', { name: 'Name' }));
    expect(help?.textContent).toBe('Of a bird.');
    expect(help?.hasAttribute('aria-live')).toBe(false);
  });

  it('says what is wrong in place of the help, and reads it out', async () => {
    render(<Amount />);
    const field = screen.getByRole('textbox', { name: 'Amount' });
    expect(field.getAttribute('aria-invalid')).toBe('false');
    expect(described(field)?.textContent).toBe('A number.');
    await userEvent.type(field, 'x');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(described(field)?.textContent).toContain('This is no number.');
    expect(described(field)?.getAttribute('aria-live')).toBe('polite');
  });

  it('without help is described by nothing', () => {
    render(<TextField label="Name" required value="" onChange={() => undefined} />);
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: /Name/ });
    expect(field.required).toBe(true);
    expect(field.hasAttribute('aria-describedby')).toBe(false);
  });
});
