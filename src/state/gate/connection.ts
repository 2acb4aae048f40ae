import type { Socket } from "node:net";
import { fatalError, negotiateVersion, welcome } from "./backend-messages.ts";
import { MessageReader, ProtocolViolation } from "./frontend-messages.ts";
import { UnitGatherer, type Unit } from "./gather-units.ts";

/** Codes in the place of a protocol version. */
const [cancelRequest, sslRequest, gssRequest] = [80_877_102, 80_877_103, 80_877_104];

/** One client: what it sends as units, what it gets as octets. */
export interface Connection {
  readonly id: number;
  /** Units that wait for their turn. */
  readonly units: Unit[];
  /** Names of its prepared statements. */
  readonly names: ReadonlySet<string>;
  /** It takes what it is sent. */
  readonly isReady: () => boolean;
  readonly write: (bytes: Buffer) => void;
  /** Its turn has come and gone: it may send more. */
  readonly resume: () => void;
  /** Tells it why and ends it; without words it took its leave. */
  readonly end: (last?: Buffer) => void;
}

export interface ConnectionEvents {
  /** It has a unit, or takes octets again. */
  readonly onWork: () => void;
  /** It is gone; what it left is to be tidied up. */
  readonly onGone: () => void;
}

/** Speaks with one client, whose socket is half-open on purpose: who has said all still gets the answers. */
export function openConnection(
  socket: Socket,
  { id, parameters }: { id: number; parameters: ReadonlyMap<string, string> },
  { onWork, onGone }: ConnectionEvents,
): Connection {
  const reader = new MessageReader();
  const gatherer = new UnitGatherer(id);
  const units: Unit[] = [];
  const state = { isStarted: false, isOver: false, isDraining: false };

  const end = (last?: Buffer): void => {
    if (state.isOver) return;
    state.isOver = true;
    units.length = 0;
    if (last) socket.end(last);
    else socket.end();
    // Whoever does not read its last words is not waited for.
    socket.setTimeout(1000, () => socket.destroy());
    socket.resume();
    onGone();
  };
  const takePacket = (): boolean => {
    const packet = reader.startup();
    if (!packet) return false;
    if (packet.code === sslRequest || packet.code === gssRequest) socket.write("N");
    // A statement runs to its end here: there is nothing to cancel.
    else if (packet.code === cancelRequest) end();
    else if (packet.code >>> 16 !== 3) end(fatalError("0A000", "only version 3 of the protocol is spoken here"));
    else {
      state.isStarted = true;
      if ((packet.code & 0xffff) !== 0) socket.write(negotiateVersion());
      socket.write(welcome(id, parameters));
    }
    return true;
  };
  const takeMessage = (): boolean => {
    const message = reader.message();
    const unit = message && gatherer.add(message);
    if (unit) units.push(unit);
    return message !== null;
  };
  const read = (): void => {
    while (!state.isOver && (state.isStarted ? takeMessage() : takePacket()));
    // What waits is enough: the rest stays with the client until there has been a turn.
    if (units.length === 0) return;
    socket.pause();
    onWork();
  };
  const guarded = (act: () => void): void => {
    try {
      act();
    } catch (cause) {
      if (!(cause instanceof ProtocolViolation)) throw cause;
      end(fatalError("08P01", cause.message));
    }
  };
  socket.on("data", (chunk: Buffer) => {
    if (state.isOver) return;
    reader.push(chunk);
    guarded(read);
  });
  socket.on("end", () => {
    if (state.isOver) return;
    units.push(leave);
    onWork();
  });
  socket.on("drain", () => {
    state.isDraining = false;
    onWork();
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => end());
  return {
    id,
    units,
    names: gatherer.names,
    isReady: () => !state.isDraining,
    write: (bytes) => {
      if (!state.isOver) state.isDraining = !socket.write(bytes);
    },
    resume: () => {
      if (units.length === 0) socket.resume();
    },
    end,
  };
}

const leave: Unit = { bytes: Buffer.alloc(0), isWhole: true, isLeave: true, leansOnEarlier: false };
