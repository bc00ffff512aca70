//! What effects come to in the window.

use crate::atlas::Files;
use crate::history::letters::legible;
use crate::history::{SourceId, TermId};
use crate::picture::Argument;
use crate::view::choices::{Content, FileKind};
use crate::view::{Action, DeskAction, link};

use super::effects::{BookmarkAction, Effect};
use super::{AtlasApp, LONGEST_REASON, panels};

impl AtlasApp {
    /// Shows the view of a link; what of it the atlas does not know is told.
    pub(super) fn open_link(&mut self, ctx: &egui::Context, text: &str) {
        match link::read(&self.session.atlas, text) {
            Ok(opened) => {
                self.session.open(opened.look);
                if !opened.left_out.is_empty() {
                    let parts: Vec<&str> = opened.left_out.iter().map(String::as_str).collect();
                    let parts = self.session.words.list(&parts);
                    let parts = [("parts", Argument::Text(&parts))];
                    self.tell(ctx, self.session.words.with("link-left-out", &parts));
                }
            }
            Err(error) => self.tell(ctx, legible(&error.to_string(), LONGEST_REASON)),
        }
    }

    /// Closes what lies on top, and nothing else: a window, a person, a notice, a card, a selection.
    /// Menus and dialogs have the key before. Whether what is shown changed.
    pub(super) fn close(&mut self) -> bool {
        let open = [
            &mut self.panels.help_open,
            &mut self.panels.about_open,
            &mut self.panels.glossary.open,
            &mut self.panels.sources.open,
            &mut self.panels.stories.open,
            &mut self.panels.bookmarks.open,
        ];
        if let Some(open) = open.into_iter().find(|open| **open) {
            *open = false;
            return true;
        }
        if self.problems.take().is_some() {
            return true;
        }
        if self.session.desk().table {
            return self.session.arrange(DeskAction::ToggleTable);
        }
        let look = self.session.look();
        let person = look.person().map(|_| Action::OpenPerson(None));
        if person.is_none() && self.notice.take().is_some() {
            return true;
        }
        let event = look.event().map(|_| Action::CloseEvent);
        person.or(event).is_some_and(|action| self.session.act(action))
            || self.session.act(Action::Select(None))
    }

    /// Does one thing; whether what is shown changed.
    pub(super) fn carry_out(&mut self, ctx: &egui::Context, effect: Effect) -> bool {
        let session = &mut self.session;
        match effect {
            Effect::Look(action) => {
                // What is clicked shows its card, where that must be opened too.
                let card = matches!(
                    action,
                    Action::Select(Some(_))
                        | Action::SetDisputes(true)
                        | Action::OpenPerson(Some(_))
                );
                let changed = session.act(action);
                let folded = card && session.desk().is_narrow() && !session.desk().shows_panel();
                return (folded && session.arrange(DeskAction::TogglePanel)) || changed;
            }
            Effect::Desk(action) => return session.arrange(action),
            Effect::Undo => return session.undo(),
            Effect::Redo => return session.redo(),
            Effect::Zoom(factor) => {
                let room = self.panels.map.room();
                let middle = room.size.map(|side| side / 2.0);
                return session.act(Action::ZoomAt(middle, factor, room));
            }
            Effect::SaveLedger => self.panels.save.open_ledger(session.look()),
            Effect::OpenExport { picture } => {
                let mut choices = session.desk().export;
                if picture && (choices.kind.is_film() || choices.content.is_table()) {
                    choices.kind = FileKind::default();
                    choices.content = Content::default();
                    session.arrange(DeskAction::SetExport(choices));
                }
                self.panels.export.open(session, self.panels.map.size);
            }
            Effect::SaveTable => match self.panels.table.csv(session) {
                Ok(csv) => self.panels.save.open_table(session.look(), csv),
                Err(reason) => {
                    let reason = Argument::Text(&reason);
                    let said = session.words.with("save-failed", &[("reason", reason)]);
                    self.tell(ctx, said);
                }
            },
            Effect::Story(action) => return session.story(action),
            Effect::OpenBookmarks => self.panels.bookmarks.open = true,
            Effect::Bookmark(action) => return self.bookmark(ctx, action),
            Effect::OpenStories => {
                self.panels.stories.open = true;
                self.notice = None;
            }
            Effect::SaveStory => match self.panels.stories.toml(session) {
                Ok(toml) => self.panels.save.open_story(toml),
                Err(reason) => self.tell(ctx, reason),
            },
            Effect::Copy => {
                let copied = panels::save::copy(ctx, session, self.panels.map.size);
                let said = match copied {
                    Ok(()) => session.words.get("copy-done"),
                    Err(reason) => {
                        let reason = Argument::Text(&reason);
                        session.words.with("copy-failed", &[("reason", reason)])
                    }
                };
                self.tell(ctx, said);
            }
            Effect::CopyLink => {
                ctx.copy_text(link::of(&session.atlas, session.look()));
                self.tell(ctx, self.session.words.get("link-copied"));
            }
            Effect::Cite(cited, style) => {
                if let Some(line) = session.citation(cited, style) {
                    ctx.copy_text(line);
                    self.tell(ctx, self.session.words.get("citation-copied"));
                }
            }
            Effect::OpenSearch => self.panels.search.open(),
            Effect::OpenAtlas => self.panels.open_atlas.open(session),
            Effect::OpenBundled => self.open_atlas(ctx, Files::Bundled),
            Effect::OpenAbout => self.panels.about_open = true,
            Effect::OpenHelp => self.panels.help_open = true,
            Effect::OpenGlossary => self.open_glossary(None),
            Effect::OpenTerm(term) => self.open_glossary(Some(term)),
            Effect::OpenSources => {
                self.panels.sources.open_again();
                self.notice = None;
            }
            Effect::SaveSources => match self.panels.sources.csv(session) {
                Ok(csv) => self.panels.save.open_sources(csv),
                Err(reason) => {
                    let reason = Argument::Text(&reason);
                    let said = session.words.with("save-failed", &[("reason", reason)]);
                    self.tell(ctx, said);
                }
            },
            Effect::OpenAddress(source) => self.open_address(ctx, source),
            Effect::Close => return self.close(),
            Effect::Quit => {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                return false;
            }
        }
        true
    }

    /// Opens the glossary, at a term if one is asked for.
    fn open_glossary(&mut self, term: Option<TermId>) {
        self.panels.glossary.open_at(term);
        self.notice = None;
    }

    /// Opens a source where it is public; where nothing opens it, its address is on the clipboard.
    fn open_address(&mut self, ctx: &egui::Context, source: SourceId) {
        let Some(url) = self.session.atlas.history.source(source).url.clone() else { return };
        if !(self.opener)(ctx, &url) {
            ctx.copy_text(url);
            self.tell(ctx, self.session.words.get("address-copied"));
        }
    }

    /// Does something with the bookmarks; whether what is shown changed.
    fn bookmark(&mut self, ctx: &egui::Context, action: BookmarkAction) -> bool {
        let said = match action {
            BookmarkAction::Add => {
                let added = self.session.add_bookmark();
                self.session.words.get(if added { "bookmark-added" } else { "bookmark-there" })
            }
            BookmarkAction::Remove(at) => return self.session.remove_bookmark(at.into()),
            BookmarkAction::Open(at) => {
                let all = self.session.desk().bookmarks.all();
                let look = all.get(usize::from(at)).map(|bookmark| bookmark.look.clone());
                if let Some(look) = look {
                    self.open_link(ctx, &look);
                }
                return true;
            }
            BookmarkAction::SaveAsStory => match self.session.bookmarks_as_story() {
                Ok(toml) => {
                    self.panels.save.open_story(toml);
                    return false;
                }
                Err(reason) => reason,
            },
        };
        self.tell(ctx, said);
        true
    }
}
