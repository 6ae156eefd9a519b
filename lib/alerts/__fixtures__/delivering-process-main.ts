import { z } from "zod";
import { channelsOf } from "../channels";
import { deliverDue } from "../outbox";

const Mail = z.object({ url: z.string(), from: z.object({ name: z.string(), address: z.string() }) });
const Ask = z.object({ at: z.coerce.date() });

const channels = [...channelsOf(Mail.parse(JSON.parse(process.argv[2] ?? "")))];
process.on("message", (message) => {
  const { at } = Ask.parse(message);
  const loops = channels.map((channel) => deliverDue(new Map([channel]), { clock: () => at, random: () => 0.5 }));
  void Promise.all(loops).then((counts) => {
    process.send?.({ delivered: counts.reduce((sum, count) => sum + count, 0) });
  });
});
process.send?.("ready");
