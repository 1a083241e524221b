import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, rootCertificates } from 'node:tls';
import type { SeenCertificate } from '../checks/network/probes.ts';

/**
 * The certificate that a server shows, trusted or not. Nothing is sent over the connection.
 *
 * @param through an open tunnel; otherwise the connection is direct
 * @throws what `tls` throws; the signal's reason when `signal` aborted
 */
export function seeCertificate(
  host: string,
  port: number,
  through: Socket | undefined,
  signal: AbortSignal,
): Promise<SeenCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...(through === undefined ? { host, port } : { socket: through }),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // It is looked at, not relied on.
      rejectUnauthorized: false,
    });
    const end = () => {
      socket.destroy();
      through?.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', end));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const chain = chainOf(socket.getPeerCertificate(true));
      const protocol = socket.getProtocol() ?? '';
      socket.destroy();
      through?.destroy();
      const [leaf] = chain;
      if (leaf === undefined) {
        reject(new Error('EPROTO'));
        return;
      }
      resolve({ protocol, validTo: Date.parse(leaf.validTo), isPublic: isPublic(chain, rootCertificates) });
    });
  });
}

function chainOf(peer: DetailedPeerCertificate): X509Certificate[] {
  const chain = new Map<string, X509Certificate>();
  for (let each = peer; each?.raw !== undefined && !chain.has(each.fingerprint256); ) {
    chain.set(each.fingerprint256, new X509Certificate(each.raw));
    each = each.issuerCertificate;
  }
  return [...chain.values()];
}

/**
 * Whether a chain ends at one of `roots`. Not left to the connection: the editor adds the authorities of the system to
 * what it trusts, and the point is to tell these apart.
 *
 * @param chain the server's certificate first
 * @param roots in PEM
 */
export function isPublic(chain: readonly X509Certificate[], roots: readonly string[]): boolean {
  const isIssued = chain.every((each, index) => {
    const issuer = chain[index + 1];
    return issuer === undefined || isIssuedBy(each, issuer);
  });
  const last = chain.at(-1);
  if (last === undefined || !isIssued) {
    return false;
  }
  return roots.some(pem => {
    const root = new X509Certificate(pem);
    return root.fingerprint256 === last.fingerprint256 || isIssuedBy(last, root);
  });
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
