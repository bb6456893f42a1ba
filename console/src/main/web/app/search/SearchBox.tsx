import { Button } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { Combobox } from '@/shared/Combobox';
import { SeverityLabel } from '@/shared/severities';
import { useSearch } from '@/shared/useSearch';
import { VerdictLabel } from '@/shared/verdicts';
import { useText } from '@/text/useText';
import { choicesOf, wholeIssue, type Found } from './choices';
import { searchText } from './text';

function aside(found: Found) {
  return (
    <>
      {found.severity && <SeverityLabel severity={found.severity} />}{' '}
      {found.verdict && <VerdictLabel status={found.verdict} />} {found.detail}
    </>
  );
}

/** The search across everything, in the head of every page. */
export function SearchBox({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const text = useText(searchText);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const { result, shown, busy, failed } = useSearch(typed);
  /** The text that Enter was pressed for before there was an answer. */
  const waiting = useRef<string>(undefined);
  const groups = choicesOf(typed, shown, text);
  const found = groups.flatMap((group) => group.options);

  const open = (to: string) => {
    waiting.current = undefined;
    setTyped('');
    field.current?.blur();
    void navigate(to);
  };
  const openBest = () => {
    const whole = wholeIssue(typed);
    if (whole !== undefined) {
      open(`/issues/${encodeURIComponent(whole)}`);
    } else if (result || failed) {
      const best = choicesOf(typed, result, text).flatMap((group) => group.options)[0];
      if (best) {
        open(best.to);
      }
    } else {
      waiting.current = typed;
    }
  };
  useEffect(() => {
    if (waiting.current !== undefined && waiting.current === typed && (result || failed)) {
      openBest();
    }
  });
  const nothing = result && found.every((each) => each.key.endsWith('-named'));
  return (
    <Combobox
      label={text.label}
      placeholder={text.placeholder}
      icon={<SearchIcon />}
      inputRef={field}
      value={typed}
      busy={busy}
      groups={groups.map((group) => ({
        label: group.label,
        options: group.options.map((each) => ({ ...each, show: each.title, aside: aside(each) })),
      }))}
      note={
        failed
          ? text.failed
          : nothing
            ? text.nothing(typed.trim())
            : result
              ? text.count(found.length)
              : text.searching
      }
      utilities={
        typed === '' ? (
          <kbd className="bw-key" aria-hidden>
            {text.key}
          </kbd>
        ) : (
          <Button
            variant="plain"
            aria-label={text.clear}
            icon={<TimesIcon />}
            onClick={() => {
              setTyped('');
              field.current?.focus();
            }}
          />
        )
      }
      onChange={(next) => {
        waiting.current = undefined;
        setTyped(next);
      }}
      onChoose={(each) => open(each.to)}
      onEnter={openBest}
      onEscape={() => {
        setTyped('');
        field.current?.blur();
      }}
    />
  );
}
