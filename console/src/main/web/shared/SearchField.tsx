import { SearchInput } from '@patternfly/react-core';
import { useEffect, useRef, useState } from 'react';

const PAUSE = 250;

/** A search field whose value is taken when its writer pauses. */
export function SearchField({
  value,
  onSearch,
  label,
}: {
  readonly value: string;
  readonly onSearch: (value: string) => void;
  readonly label: string;
}) {
  const [text, setText] = useState(value);
  const [taken, setTaken] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by itself: back, forward, all filters cleared.
  if (value !== taken) {
    setTaken(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const take = (next: string) => {
    clearTimeout(timer.current);
    setTaken(next);
    onSearch(next);
  };
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(_, next) => {
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => take(next), PAUSE);
      }}
      onSearch={(_, next) => take(next)}
      onClear={() => {
        setText('');
        take('');
      }}
    />
  );
}
