import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** What a proxy answered instead of opening a tunnel. */
export class TunnelRefused extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

const longestHead = 16_384;

/**
 * Opens a tunnel through a proxy by CONNECT, on sockets of our own: the editor redirects requests made by `http`.
 *
 * @param proxy with the user name and password, if it has them
 * @param signal ends the socket
 * @throws TunnelRefused; what `net` throws
 */
export function openTunnel(proxy: URL, host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const socket = connectTo(proxy);
    const end = () => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', end, { once: true });
    socket.once('error', reject);
    socket.once('close', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('closed'));
    });
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization(proxy)}\r\n`);
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const isWhole = head.includes('\r\n\r\n');
      if (!isWhole && head.length < longestHead) {
        return;
      }
      socket.off('data', read);
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head)?.[1] ?? 0);
      if (isWhole && status === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new TunnelRefused(status));
    };
    socket.on('data', read);
  });
}

function connectTo({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  // A proxy that is itself reached by https is not what is examined here.
  return protocol === 'https:'
    ? connectTls({ host, port: Number(port) || 443, servername: host, rejectUnauthorized: false })
    : connect(Number(port) || 80, host);
}

function authorization({ username, password }: URL): string {
  if (username === '') {
    return '';
  }
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
}
