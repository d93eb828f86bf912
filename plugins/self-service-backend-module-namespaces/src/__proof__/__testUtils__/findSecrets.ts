/**
 * Which of the secrets stand in a text: as they are, in JSON, in a URL, in hex,
 * or within something that is in base64 as a whole.
 */
export function findSecrets(
  text: string,
  secrets: Record<string, string>,
): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(forms(secret))
      .filter(([, form]) => text.includes(form))
      .map(([how]) => `${name} ${how}`),
  );
}

function forms(secret: string): Record<string, string> {
  return {
    'as it is': secret,
    'in JSON': JSON.stringify(secret).slice(1, -1),
    'in a URL': encodeURIComponent(secret),
    'in hex': Buffer.from(secret).toString('hex'),
    ...Object.fromEntries(
      [0, 1, 2].flatMap(offset =>
        (['base64', 'base64url'] as const).map(encoding => [
          `in ${encoding} at ${offset}`,
          inBase64(secret, offset, encoding),
        ]),
      ),
    ),
  };
}

/** What stays the same whatever stands before and after it. */
function inBase64(
  secret: string,
  offset: number,
  encoding: 'base64' | 'base64url',
): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const whole = Math.floor(bytes.length / 3) * 4;
  const from = offset === 0 ? 0 : offset + 1;
  return bytes.toString(encoding).slice(from, whole);
}
