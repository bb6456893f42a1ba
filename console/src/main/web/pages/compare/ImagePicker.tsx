import { FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';
import { useId, useState } from 'react';
import { Combobox, type Choice } from '@/shared/Combobox';
import { imageName, partsOf } from '@/shared/names';
import { useSearch } from '@/shared/useSearch';
import { VerdictLabel } from '@/shared/verdicts';
import { useText } from '@/text/useText';
import { compareText } from './text';

interface Suggestion extends Choice {
  readonly name: string;
  readonly whole: boolean;
}

/** A field for the name of an image, with those that match. */
export function ImagePicker({
  label,
  value,
  onPick,
}: {
  readonly label: string;
  /** What is compared now. */
  readonly value: string;
  readonly onPick: (image: string) => void;
}) {
  const text = useText(compareText);
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [taken, setTaken] = useState(value);
  const [refused, setRefused] = useState(false);
  // The address changed by itself: back, forward, swapped.
  if (value !== taken) {
    setTaken(value);
    setTyped(value);
  }
  const search = useSearch(typed === value ? '' : typed, 8);
  const images = (search.shown?.images ?? []).map((each): Suggestion => {
    const name = imageName(each.repository, each.tag);
    return {
      key: name,
      name,
      whole: true,
      show: name,
      aside: <VerdictLabel status={each.verdict} />,
    };
  });
  const repositories = (search.shown?.repositories ?? []).map((each): Suggestion => ({
    key: `${each.repository}:`,
    name: `${each.repository}:`,
    whole: false,
    show: each.repository,
  }));
  const pick = (name: string) => {
    const whole = partsOf(name).reference !== '';
    setRefused(!whole);
    if (whole) {
      setTaken(name);
      setTyped(name);
      onPick(name);
    }
  };
  return (
    <FormGroup label={label} fieldId={id}>
      <Combobox
        inputId={id}
        label={label}
        placeholder={text.pick}
        value={typed}
        groups={[
          { label: text.images, options: images },
          { label: text.repositories, options: repositories },
        ]}
        busy={search.busy}
        note={
          search.busy ? text.busy : search.result && text.found(images.length + repositories.length)
        }
        invalid={refused}
        describedBy={refused ? `${id}-refused` : undefined}
        onChange={(next) => {
          setTyped(next);
          setRefused(false);
        }}
        onChoose={(choice) => (choice.whole ? pick(choice.name) : setTyped(choice.name))}
        onEnter={() => pick(typed.trim())}
      />
      {refused && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem id={`${id}-refused`} variant="error">
              {text.notImage}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
