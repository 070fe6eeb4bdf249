// What pages can do better with JavaScript. Each module looks for what it adds to
// and does nothing where that is not there.
import { completeBoxes } from "./suggest.js";
import { dragHistograms } from "./histogram.js";
import { readDocument } from "./document.js";
import { keepPlace } from "./place.js";

completeBoxes();
dragHistograms();
readDocument();
keepPlace();
