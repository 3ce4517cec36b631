/** Something that the application is built from, and what its makers allow. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** Its short name, such as `MIT`. */
  readonly licence: string;
  /** In full; empty where the package does not bring it. */
  readonly text: string;
}
