import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyOptions {
  /** The port on loopback that every tunnel leads to, whatever host is requested. */
  readonly target: number;
  /** `user:password`; a call without them gets a 407. */
  readonly credentials?: string;
  /** Every call gets this status instead of a tunnel. */
  readonly refuses?: number;
}

export interface TunnelProxy {
  readonly port: number;
  /** What was requested, in order of arrival; `isAdmitted` is false if there was no tunnel. */
  readonly tunnels: { readonly host: string; readonly isAdmitted: boolean }[];
  close(): Promise<void>;
}

/** A company's proxy on loopback: tunnels by CONNECT, as for every https URL. */
export async function startProxy({ target, credentials, refuses }: ProxyOptions): Promise<TunnelProxy> {
  const tunnels: TunnelProxy['tunnels'] = [];
  const sockets = new Set<Socket>();
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;

  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    const isAdmitted = expected === undefined || request.headers['proxy-authorization'] === expected;
    tunnels.push({ host: request.url ?? '', isAdmitted: isAdmitted && refuses === undefined });
    client.on('error', () => client.destroy());
    if (refuses !== undefined) {
      client.end(`HTTP/1.1 ${refuses} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    if (!isAdmitted) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\n\r\n',
      );
      return;
    }
    const upstream = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
