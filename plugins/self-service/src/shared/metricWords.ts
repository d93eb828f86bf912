const abbreviations: Record<string, string> = { cpu: 'CPU', gpu: 'GPU' };

/** `CPU`, `Memory`: what a limit is of, as people write it. */
export function metricWords(metric: string): string {
  const words = metric.replace(/-/g, ' ');
  return (
    abbreviations[metric] ??
    words.charAt(0).toLocaleUpperCase('en') + words.slice(1)
  );
}
