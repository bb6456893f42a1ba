import { FormGroup, TextInput, type TextInputProps } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';
import { FieldHelp } from './FieldHelp';

interface TextFieldProps extends Pick<
  TextInputProps,
  'type' | 'className' | 'min' | 'maxLength' | 'autoComplete' | 'spellCheck'
> {
  /** Where something else must know it. */
  readonly id?: string;
  readonly label: string;
  readonly required?: boolean;
  /** What it takes. */
  readonly help?: ReactNode;
  /** What is wrong with it, told in place of the help; `false` while nothing is. */
  readonly wrong?: string | false;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line of text in a form, with its label and help; where it is checked, the help is read out. */
export function TextField({
  id,
  label,
  required = false,
  help,
  wrong,
  onChange,
  ...input
}: TextFieldProps) {
  const own = useId();
  const field = id ?? own;
  const isWrong = typeof wrong === 'string';
  const told = isWrong ? wrong : help;
  return (
    <FormGroup label={label} fieldId={field} isRequired={required}>
      <TextInput
        {...input}
        id={field}
        isRequired={required}
        validated={isWrong ? 'error' : 'default'}
        aria-describedby={told === undefined ? undefined : `${field}-help`}
        onChange={(_, value) => onChange(value)}
      />
      {told !== undefined && (
        <FieldHelp id={`${field}-help`} wrong={isWrong} live={wrong !== undefined}>
          {told}
        </FieldHelp>
      )}
    </FormGroup>
  );
}
