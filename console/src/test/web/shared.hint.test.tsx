// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Hint } from '@/shared/Hint';
import { RowActions } from '@/shared/RowActions';
import { VerdictLabel } from '@/shared/verdicts';

describe('a hint', () => {
  afterEach(cleanup);

  it('is there for whoever comes by keyboard, and describes its element', async () => {
    render(
      <Hint content="What it means.">
        <button type="button">Word</button>
      </Hint>,
    );
    expect(screen.queryByRole('tooltip')).toBeNull();
    await userEvent.tab();
    const hint = await screen.findByRole('tooltip');
    expect(hint.textContent).toBe('What it means.');
    expect(screen.getByRole('button').getAttribute('aria-describedby')).toBe(hint.id);
  });

  it('goes with Escape', async () => {
    render(
      <Hint content="What it means.">
        <button type="button">Word</button>
      </Hint>,
    );
    await userEvent.tab();
    await screen.findByRole('tooltip');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('tooltip'), { timeout: 3_000 }).toBeNull();
  });
});

describe('a label', () => {
  afterEach(cleanup);

  it('tells a verdict by icon and word', () => {
    const { container } = render(<VerdictLabel status="INCOMPLETE" />);
    const label = container.querySelector('.pf-v6-c-label');
    expect(label?.className).toBe('pf-v6-c-label pf-m-orange pf-m-filled pf-m-compact');
    expect(label?.querySelector('.pf-v6-c-label__icon svg')).not.toBeNull();
    expect(label?.textContent).toBe('Incomplete');
  });
});

describe("a row's actions", () => {
  afterEach(cleanup);

  it('are behind a button that says of which row, and come and go by keyboard', async () => {
    let done = 0;
    render(
      <RowActions
        label="Actions for robin"
        items={[{ title: 'Open', onClick: () => done++ }, { isSeparator: true }]}
      />,
    );
    const toggle = screen.getByRole('button', { name: 'Actions for robin' });
    await userEvent.tab();
    expect(document.activeElement).toBe(toggle);
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Open' });
    expect(document.activeElement).toBe(toggle);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('menuitem'), { timeout: 3_000 }).toBeNull();
    expect(document.activeElement).toBe(toggle);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Open' }));
    expect(done).toBe(1);
  });
});
