import { useId } from 'react';

interface Props<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly (readonly [value: Value, text: string])[];
  onChange(value: NoInfer<Value>): void;
}

/** One of a few that are all seen. */
export function RadioGroup<Value extends string>(props: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="stack-tight plain-group">
      <legend>{props.label}</legend>
      {props.options.map(([value, text]) => (
        <label key={value} className="check">
          <input
            type="radio"
            name={name}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
