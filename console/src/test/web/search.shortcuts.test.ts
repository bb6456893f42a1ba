// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useShortcuts } from '@/app/keys/shortcuts';

describe('shortcuts', () => {
  const shortcuts = { search: vi.fn(), help: vi.fn(), go: vi.fn() };
  beforeEach(() => {
    renderHook(() => useShortcuts(shortcuts));
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
    document.body.replaceChildren();
    vi.clearAllMocks();
  });

  it('go to a page by g and its letter', async () => {
    await userEvent.keyboard('gi');
    expect(shortcuts.go).toHaveBeenCalledExactlyOnceWith('/images');
  });

  it('do nothing by a letter alone, or by a letter of no page', async () => {
    await userEvent.keyboard('igzi');
    expect(shortcuts.go).not.toHaveBeenCalled();
  });

  it('search and help by one key', async () => {
    await userEvent.keyboard('/?');
    expect(shortcuts.search).toHaveBeenCalledOnce();
    expect(shortcuts.help).toHaveBeenCalledOnce();
  });

  it('leave keys to the field that they are typed into', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    await userEvent.type(input, '/?gi');
    expect(input.value).toBe('/?gi');
    expect(shortcuts.search).not.toHaveBeenCalled();
    expect(shortcuts.go).not.toHaveBeenCalled();
  });
});
