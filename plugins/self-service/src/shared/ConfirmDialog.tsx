import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { ReactNode } from 'react';

/** Asks once more, and says what follows. */
export function ConfirmDialog(props: {
  title: string;
  /** The button's word. */
  verb: string;
  /** What follows, in a sentence. */
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, verb, children, onConfirm, onClose } = props;
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && onClose()}
      width="min(28rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Text as="p">{children}</Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Leave it
        </Button>
        <Button
          variant="primary"
          onPress={() => {
            onClose();
            onConfirm();
          }}
        >
          {verb}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
