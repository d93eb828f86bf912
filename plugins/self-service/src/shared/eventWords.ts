/** `resource.drift.corrected` as people say it: `Drift corrected`. */
export function eventWords(event: string): string {
  const [subject, ...rest] = event.split('.');
  const about = subject === 'resource' ? rest : [subject, ...rest];
  const words = about.join(' ').replace(/-/g, ' ');
  return words.charAt(0).toLocaleUpperCase('en') + words.slice(1);
}
