import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { IssuedSecret } from '@slipway/plugin-self-service-common';
import { CopyButton, CountdownText } from '@slipway/ui';
import { saveFile } from '../shared/saveFile';
import styles from './resource.module.css';

/** Something that is shown this once and kept nowhere. */
export function SecretDialog(props: {
  secret: IssuedSecret;
  onClose: () => void;
}) {
  const { secret, onClose } = props;
  return (
    <Dialog
      isOpen
      // Closed on purpose alone: it does not come back.
      isDismissable={false}
      isKeyboardDismissDisabled
      onOpenChange={open => !open && onClose()}
      width="min(44rem, calc(100vw - 2rem))"
    >
      <DialogHeader>{secret.title}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          <Alert
            status="warning"
            icon
            title="Shown once and kept nowhere"
            description="Copy or download it now. Whoever has it can do what you can: keep it to yourself."
          />
          <Text as="p" variant="body-medium">
            Expires <CountdownText instant={secret.expiresAt} />.
          </Text>
          <pre className={styles.secret}>{secret.content}</pre>
          <Text as="p" variant="body-small" color="secondary">
            {secret.help}
          </Text>
        </div>
      </DialogBody>
      <DialogFooter>
        <CopyButton text={secret.content} what={secret.title} label="Copy" />
        <Button
          variant="secondary"
          iconStart={<RiDownload2Line />}
          onPress={() => saveFile(secret.content, secret.fileName)}
        >
          Download {secret.fileName}
        </Button>
        <Button variant="primary" onPress={onClose}>
          I have it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
