/** What a form in a frame tells the page around it: sizes and places, never an answer. */
export interface Message {
  /** Id of the form. */
  readonly form: string;
  /** What the frame is called, for those who hear it. */
  readonly title: string;
  /** CSS pixels that the form needs from top to bottom. */
  readonly height?: number;
  /** CSS pixels from the top of the frame to the place that the reader asked for. */
  readonly show?: number;
}
