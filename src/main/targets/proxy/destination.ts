/** Where a connection is to lead. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Who signs in to a proxy. */
export interface ProxySignIn {
  readonly userName: string;
  readonly password: string;
}
