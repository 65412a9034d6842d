import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

type Variant = 'primary' | 'secondary' | 'danger' | 'quiet';

interface Props extends Omit<ButtonProps, 'className'> {
  variant?: Variant;
}

export function Button({ variant = 'secondary', ...rest }: Props) {
  return <AriaButton {...rest} className="button" data-variant={variant} />;
}
