import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';

interface Props {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  /** The verb of what will be done, for the button: never just "yes". */
  verb: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** Asks once more before something that is felt. */
export function ConfirmDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className="dialog-place">
        <Dialog className="dialog" role="alertdialog">
          <div className="stack">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <div>{props.children}</div>
            <div className="row">
              <Button
                variant={props.isDangerous ? 'danger' : 'primary'}
                isDisabled={props.isBusy ?? false}
                onPress={props.onConfirm}
              >
                {props.verb}
              </Button>
              <Button variant="quiet" onPress={props.onClose}>
                {t('action.back')}
              </Button>
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
