import { Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string;
  hint?: string;
  rows: number;
}

/** A text of many lines as a program reads it: nothing of it is corrected, and lines are not broken. */
export function TextAreaInput({ label, hint, rows, ...rest }: Props) {
  return (
    <TextField {...rest} className="field field-wide">
      <Label>{label}</Label>
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <TextArea
        className="written"
        rows={rows}
        spellCheck="false"
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
      />
    </TextField>
  );
}
