import { text } from 'node:stream/consumers';
import { Play, playInstitutions } from './play.ts';

/**
 * The institutions are a program of their own: they know the platform's address and their access keys,
 * which come by the standard input, and tell what came of each act as a line of JSON.
 */
const play = Play.parse(JSON.parse(await text(process.stdin)));
await playInstitutions(play, (done) => console.log(JSON.stringify(done)));
