const segmenter = Intl.Segmenter && new Intl.Segmenter("th", { granularity: "word" });

/** Words and what stands between them; nothing in a browser that cannot tell Thai words apart. */
export function segments(text: string): Intl.SegmentData[] {
  return segmenter ? [...segmenter.segment(text)] : [];
}
