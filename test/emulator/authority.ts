import { generate } from 'selfsigned';

/** A name on the emulator's certificate, besides this machine's own; only a proxy can resolve it. */
export const certifiedHost = 'api.dingtalk.test';

/** Hosts of DingTalk for which the certificate is a forgery, as that of a proxy that inspects. */
const inspectedHosts = ['api.dingtalk.io', 'oapi.dingtalk.io'];

export interface Authority {
  /** What a client must trust; PEM. */
  readonly certificate: string;
  /** A server's key, and its certificate signed by this authority; PEM. */
  readonly server: { readonly key: string; readonly cert: string };
}

/**
 * A certificate authority that no machine trusts, like that of a company. Created fresh each time: no key is ever kept.
 *
 * @param name must be unique: a client confuses it with another authority of the same name that it trusts
 */
export async function makeAuthority(name: string): Promise<Authority> {
  const strength = { keyType: 'ec', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...strength,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: certifiedHost }], {
    ...strength,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: certifiedHost },
          { type: 2, value: 'localhost' },
          ...inspectedHosts.map(value => ({ type: 2, value }) as const),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { certificate: authority.cert, server: { key: server.private, cert: server.cert } };
}
