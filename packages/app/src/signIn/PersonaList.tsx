import { Avatar, Box, Button, Text } from '@backstage/ui';
import { Persona } from './personas';
import styles from './SignInPage.module.css';

/** The people on offer, each with what they do, their team and a button. */
export function PersonaList(props: {
  personas: Persona[];
  onChoose: (entityRef: string) => void;
}) {
  const { personas, onChoose } = props;
  return (
    <Box as="ul" bg="neutral" className={styles.personas}>
      {personas.map(persona => (
        <li key={persona.entityRef} className={styles.persona}>
          <Avatar
            purpose="decoration"
            name={persona.displayName}
            src={persona.picture ?? ''}
          />
          <div className={styles.who}>
            <Text as="h2" variant="body-large" weight="bold">
              {persona.displayName}
            </Text>
            <Text as="p" variant="body-medium" color="secondary">
              {[persona.title, persona.team?.displayName]
                .filter(part => part !== undefined)
                .join(' · ')}
            </Text>
          </div>
          <Button
            variant="secondary"
            aria-label={`Sign in as ${persona.displayName}`}
            isDisabled={!persona.ready}
            onPress={() => onChoose(persona.entityRef)}
          >
            {persona.ready ? 'Sign in' : 'Loading'}
          </Button>
        </li>
      ))}
    </Box>
  );
}
