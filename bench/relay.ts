import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Passes connections on to `port` on loopback, as if that were far away.
 *
 * @param oneWay milliseconds that each byte takes in either direction
 * @param jitter the most milliseconds that come on top of that, at random
 * @param connecting milliseconds before the first byte can leave: over a real distance, a round trip
 */
export async function startRelay(
  port: number,
  oneWay: number,
  connecting: number,
  jitter = 0,
): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer(near => {
    const far = connect(port, '127.0.0.1');
    const connected = performance.now() + connecting;
    const delay = () => oneWay + Math.random() * jitter;
    pass(near, far, delay, connected);
    pass(far, near, delay, 0);
    for (const socket of [near, far]) {
      socket.setNoDelay();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // The other end learns of it by its own end.
      socket.on('error', () => socket.destroy());
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function pass(from: Socket, to: Socket, delay: () => number, connected: number): void {
  let queue = Promise.resolve();
  /** In order, whatever the timers do. */
  const later = (work: () => void) => {
    const due = Math.max(performance.now(), connected) + delay();
    queue = queue.then(() => sleep(Math.max(0, due - performance.now()))).then(work);
  };
  from.on('data', chunk => later(() => to.write(chunk)));
  from.once('close', () => later(() => to.end()));
}
