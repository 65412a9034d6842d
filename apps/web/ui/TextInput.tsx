import {
  FieldError,
  Input,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string;
  hint?: string;
  /** What is wrong, and what to enter instead. */
  mistake?: string | undefined;
  inputMode?: 'text' | 'numeric' | 'search';
}

export function TextInput({ label, hint, mistake, inputMode, ...rest }: Props) {
  return (
    <TextField {...rest} className="field" isInvalid={mistake !== undefined}>
      <Label>{label}</Label>
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <Input {...(inputMode ? { inputMode } : {})} />
      <FieldError className="mistake">{mistake}</FieldError>
    </TextField>
  );
}
