/// What is said of images: inventories made while layers arrive, judged by the current
/// advisories whenever somebody looks.
///
/// A server puts it together so, and closes it from the last to the first:
///
/// ```
/// var writes = new LaterWrites(metadata);
/// var layers = new LayerInventories(metadata, blobs, clock, writes, IntakeOptions.standard());
/// var intake = new LayerIntake(layers);
/// var uploads = new Uploads(metadata, blobs, clock, UploadLimits.defaults(), intake);
/// var advisories = new CurrentAdvisories(file);   // refresh() every few seconds
/// var verdicts = new ImageVerdicts(
///     metadata, blobs, layers, writes, advisories, Policies.always(Policy.DEFAULT), clock,
///     VerdictOptions.standard());
/// ```
///
/// `Verdicts.known` answers lists from memory, which [WarmVerdicts] fills beside the requests.
/// `Verdicts.pushed` is asked once a manifest was stored, before that is answered; `Verdicts.of`
/// by whoever pulls. Nothing said is stored: what is stored are the inventories of layers and,
/// for looking images up, their packages ([AffectedImages] leads from new advisories to images).
@NullMarked
package io.breakwater.registry.verdicts;

import org.jspecify.annotations.NullMarked;
