/** A kind of question: what it is about, what comes of it on the way (`never` for nothing), and what answers it. */
export interface Question {
  readonly about: unknown;
  readonly part: unknown;
  readonly answer: unknown;
}

/** What two threads say to each other. */
export interface Talk {
  /** What is asked, by kind. */
  readonly questions: Readonly<Record<string, Question>>;
  /** What is told to the one who answers, without a question; all of it and all questions arrive in their order. */
  readonly note: unknown;
  /** What the one who answers tells unasked. */
  readonly report: unknown;
  /** What is said where a question cannot be answered. */
  readonly failure: unknown;
}

/** The kinds of question in a talk. */
export type Kind<T extends Talk> = keyof T['questions'] & string;
export type About<T extends Talk, K extends Kind<T> = Kind<T>> = T['questions'][K]['about'];
export type Part<T extends Talk, K extends Kind<T> = Kind<T>> = T['questions'][K]['part'];
export type Answer<T extends Talk, K extends Kind<T> = Kind<T>> = T['questions'][K]['answer'];

/** A message to the one who answers. */
export type ToAnswerer<T extends Talk> =
  | { readonly kind: 'question'; readonly id: number; readonly asks: Kind<T>; readonly about: About<T> }
  /** The answer to this question is wanted no more. */
  | { readonly kind: 'drop'; readonly id: number }
  | { readonly kind: 'note'; readonly note: T['note'] };

/** A message from the one who answers. */
export type FromAnswerer<T extends Talk> =
  | { readonly kind: 'part'; readonly id: number; readonly part: Part<T> }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer<T> }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: T['failure'] }
  | { readonly kind: 'report'; readonly report: T['report'] };
