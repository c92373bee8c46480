// @ts-check
// What the components do: each of these functions is called whenever Python sends its component something else.

import { Address } from "./address.js";
import { Atlas } from "./maps/atlas.js";
import { Knobs } from "./knobs.js";
import { watchLeaving } from "./leaving.js";
import { LeftOvers } from "./left_overs.js";
import { Lessons } from "./lessons/lessons.js";
import { readNumbers } from "./number_boxes.js";
import { Sender } from "./gesture_sender.js";
import { Sharing } from "./share/sharing.js";
import { nameLinks, onChange, textBoxOf } from "./streamlit.js";
import { Stage } from "./stage/stage.js";
import { inTurn } from "./streamlit_queue.js";
import { Symbols } from "./symbols.js";
import { TaskList } from "./tasks/list.js";

const sender = new Sender((picture) => current?.draw(picture));
const knobs = new Knobs(sender);
const symbols = new Symbols(knobs);
const address = new Address();
/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();
/** @type {Stage | null} */
let current = null;
/** @type {WeakMap<HTMLElement, Atlas>} */
const atlases = new WeakMap();
/** @type {Atlas | null} */
let maps = null;
const leftOvers = new LeftOvers();
const sharing = new Sharing(
  address,
  () => (current?.root.isConnected ? current : null),
  () => (maps?.root.isConnected ? maps.layouts : []),
);
const list = new TaskList();
readNumbers();
watchLeaving();
new Lessons(address);
nameLinks();
onChange(nameLinks); // on every page, with sliders or without
onChange(() => leftOvers.settle());

/** @param {Component<{ knobs: KnobSpec[] }>} component */
export function sliders({ data, setStateValue }) {
  sender.again = () => inTurn(() => setStateValue("again", Date.now()));
  if (maps && !maps.root.isConnected) {
    maps.dispose();
    maps = null;
  }
  if (current && !current.root.isConnected) {
    current.dispose(); // of the page before
    current = null;
    sender.begin();
  }
  knobs.update(data.knobs);
  symbols.mark();
  current?.start.settled(knobs.specs);
  sender.heard();
  // Streamlit may mount a number input after the sliders, or anew when an expander opens.
  return onChange(() => {
    if (knobs.missing()) knobs.mount();
    symbols.mark();
    current?.look();
  });
}

// Sends what is typed into a text box before it is entered, because Streamlit sends it only then.
/** @type {Map<string, (text: string) => void>} */
const tell = new Map(); // by the key of the box

/** @param {Component<TypingData>} component */
export function typing(component) {
  const { data, setStateValue, parentElement } = component;
  tell.set(data.key, (text) => setStateValue("said", { text, over: data.entered }));
  const box = textBoxOf(data.key);
  if (!box && parentElement.isConnected) requestAnimationFrame(() => typing(component));
  if (!box || box.dataset.watched) return;
  box.dataset.watched = "yes";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const drop = () => {
    clearTimeout(due);
    due = undefined;
  };
  box.addEventListener("input", () => {
    drop();
    due = setTimeout(() => inTurn(() => due !== undefined && tell.get(data.key)?.(box.value)), 250);
  });
  // Streamlit itself sends what is entered; nothing else may be sent at that moment.
  /** @param {KeyboardEvent} event */
  const enters = ({ key, ctrlKey, metaKey }) => key === "Enter" && (box.tagName === "INPUT" || ctrlKey || metaKey);
  box.addEventListener("keydown", (event) => enters(event) && drop());
  box.addEventListener("blur", drop);
}

/** @param {Component<Uint8Array>} component */
export function atlas(component) {
  const { data, parentElement, setStateValue } = component;
  let known = atlases.get(parentElement);
  if (!known) {
    if (maps?.root.isConnected && leftOvers.keep(atlas, component)) return;
    maps?.dispose();
    known = new Atlas(parentElement, sender, (values) => current?.start.take(values, knobs.specs));
    atlases.set(parentElement, known);
  }
  maps = known;
  maps.channel.post = (want) => setStateValue("want", want);
  maps.update(data.slice());
}

/** @param {Component<LinkData>} component */
export function link({ data, setStateValue }) {
  sharing.controls = data.controls;
  address.settle(data, (request) => inTurn(() => setStateValue("request", request)));
}

/** @param {Component<ShareData>} component */
export function share({ data, setStateValue }) {
  sharing.take(data, (request) => inTurn(() => setStateValue("code", request)));
}

/** @param {Component<TaskData>} component */
export function tasks({ data, parentElement, setStateValue }) {
  list.open = (task) => inTurn(() => setStateValue("open", { task, number: Date.now() })); // one task may be chosen twice
  list.place(parentElement);
  list.take(data);
  // Streamlit writes the list anew when another task is open.
  return onChange(() => list.fill());
}

// Whether nothing is dragged, under way or still to be sent, so that the URL says what the page shows.
export function resting() {
  const { start, made } = current ?? {};
  return sender.idle && knobs.held.size === 0 && address.settled && !(start?.holding || start?.taker.wanted || made?.held);
}

/** @param {Component<Uint8Array>} component */
export function stage(component) {
  const { data, parentElement, setStateValue } = component;
  let known = stages.get(parentElement);
  if (!known) {
    if (current?.root.isConnected && leftOvers.keep(stage, component)) return;
    current?.dispose();
    sender.begin();
    known = new Stage(parentElement, sender, address);
    stages.set(parentElement, known);
  }
  sender.channel.post = (gesture) => setStateValue("gesture", gesture);
  current = known;
  current.update(data.slice()); // a copy, because `data` is a view into the message
}
