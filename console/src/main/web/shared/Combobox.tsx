import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import {
  TextInputGroup,
  TextInputGroupMain,
  TextInputGroupUtilities,
  Spinner,
} from '@patternfly/react-core';
import './combobox.css';

export interface Choice {
  /** Tells it from the others, and from those of other groups. */
  readonly key: string;
  readonly show: ReactNode;
  /** At its end: a verdict, a number. */
  readonly aside?: ReactNode;
}

export interface Choices<C extends Choice> {
  readonly label: string;
  readonly options: readonly C[];
}

/**
 * A field with suggestions in groups (WAI-ARIA combobox with a list box). Arrows go through them,
 * Enter takes one, Escape closes; nothing is taken that was not chosen.
 */
export function Combobox<C extends Choice>({
  label,
  value,
  groups,
  onChange,
  onChoose,
  onEnter,
  onEscape,
  busy = false,
  note,
  icon,
  placeholder,
  inputRef,
  inputId,
  utilities,
  invalid = false,
  describedBy,
}: {
  readonly label: string;
  readonly value: string;
  readonly groups: readonly Choices<C>[];
  readonly onChange: (value: string) => void;
  readonly onChoose: (choice: C) => void;
  /** Enter without one of the suggestions. */
  readonly onEnter?: () => void;
  /** Escape where the list is closed already. */
  readonly onEscape?: () => void;
  readonly busy?: boolean;
  /** How many there are, or that there is nothing; read out. */
  readonly note?: string | undefined;
  readonly icon?: ReactNode;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputId?: string;
  readonly utilities?: ReactNode;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const whole = useRef<HTMLDivElement>(null);
  const options = groups.flatMap((group) => group.options);
  const at = options.findIndex((option) => option.key === active);
  const shown = open && (options.length > 0 || (note !== undefined && value.trim() !== ''));
  const idOf = (key: string): string => `${id}-${key}`;

  const go = (next: number) => {
    const option = options[(next + options.length) % options.length];
    setActive(option?.key);
    if (option) {
      document.getElementById(idOf(option.key))?.scrollIntoView({ block: 'nearest' });
    }
  };
  const close = () => {
    setOpen(false);
    setActive(undefined);
  };
  // A dialog around it listens at the body, before React does: it stays where only the list closes.
  const closes = open && value !== '';
  useEffect(() => {
    const element = whole.current;
    if (!closes || element === null) {
      return;
    }
    const onEscapeKey = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        setActive(undefined);
      }
    };
    element.addEventListener('keydown', onEscapeKey);
    return () => element.removeEventListener('keydown', onEscapeKey);
  }, [closes]);
  const choose = (option: C) => {
    close();
    onChoose(option);
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        setOpen(true);
        if (options.length > 0) {
          go(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1);
        }
        break;
      case 'Enter': {
        const option = open ? options[at] : undefined;
        event.preventDefault();
        if (option) {
          choose(option);
        } else {
          onEnter?.();
        }
        break;
      }
      case 'Escape':
        event.preventDefault();
        onEscape?.();
        break;
      default:
    }
  };
  return (
    <div
      ref={whole}
      className="bw-combobox"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          close();
        }
      }}
    >
      <TextInputGroup {...(invalid ? { validated: 'error' as const } : {})}>
        <TextInputGroupMain
          {...(inputId === undefined ? {} : { inputId })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          icon={icon}
          value={value}
          placeholder={placeholder ?? ''}
          autoComplete="off"
          role="combobox"
          isExpanded={shown}
          aria-controls={`${id}-list`}
          aria-label={label}
          {...(active !== undefined && shown ? { 'aria-activedescendant': idOf(active) } : {})}
          inputProps={{
            'aria-autocomplete': 'list',
            'aria-haspopup': 'listbox',
            'aria-invalid': invalid || undefined,
            'aria-describedby': describedBy,
            spellCheck: false,
            autoCapitalize: 'off',
            maxLength: 256,
            onKeyDown,
          }}
          onChange={(_, next) => {
            setOpen(true);
            setActive(undefined);
            onChange(next);
          }}
          onClick={() => setOpen(true)}
        />
        {(busy || utilities !== undefined) && (
          <TextInputGroupUtilities>
            {busy && <Spinner size="md" aria-hidden />}
            {utilities}
          </TextInputGroupUtilities>
        )}
      </TextInputGroup>
      <div role="status" className="pf-v6-screen-reader">
        {open ? note : ''}
      </div>
      <div className="bw-combobox__panel" hidden={!shown}>
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {shown &&
            groups
              .filter((group) => group.options.length > 0)
              .map((group, index) => (
                <div key={group.label} role="group" aria-labelledby={`${id}-group-${index}`}>
                  <div
                    id={`${id}-group-${index}`}
                    role="presentation"
                    className="bw-combobox__group"
                  >
                    {group.label}
                  </div>
                  {group.options.map((option) => (
                    // The field has the focus, and its keys.
                    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                    <div
                      key={option.key}
                      id={idOf(option.key)}
                      role="option"
                      tabIndex={-1}
                      aria-selected={option.key === active}
                      className="bw-combobox__option"
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => choose(option)}
                    >
                      <span className="bw-combobox__text">{option.show}</span>
                      {option.aside !== undefined && (
                        <span className="bw-combobox__aside">{option.aside}</span>
                      )}
                    </div>
                  ))}
                </div>
              ))}
        </div>
        {options.length === 0 && note !== undefined && (
          <div className="bw-combobox__note">{note}</div>
        )}
      </div>
    </div>
  );
}
