/** A band of performance, best first. */
export type BandName = 'elite' | 'high' | 'medium' | 'low';

/** How many of the four bars of the band's shape are filled. */
export const bandBars: Record<BandName, 1 | 2 | 3 | 4> = {
  elite: 4,
  high: 3,
  medium: 2,
  low: 1,
};

/** The word of each band, as it starts a sentence. */
export const bandWords: Record<BandName, string> = {
  elite: 'Elite',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};
