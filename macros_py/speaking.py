"""click in the language of the screen, because click's own texts (usage, options, errors) are English only."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, cast

import click

from cchc import __version__
from cchc.language import Words
from macros_py.verbs import VERBS, Verb

_COMMAND_HELP = Words(
    "Xác định Chỉ số cải cách hành chính: phát hành phiếu, nhận lại, tổng hợp, xếp hạng.",
    "PAR index: issues self-scoring forms, takes them back, consolidates and ranks.",
)
_VERSION = Words("Phiên bản.", "Version.")
_LANGUAGE_HELP = Words("Ngôn ngữ hiển thị: vi hoặc en.", "Language: vi or en.")

_USAGE = Words("Cách dùng: ", "Usage: ")
_PIECES = {
    "[OPTIONS]": Words("[TÙY CHỌN]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Words("LỆNH …", "VERB …"),
}
_OPTIONS = Words("Tùy chọn", "Options")
_VERBS = Words("Lệnh", "Verbs")
_HELP = Words("Hiện hướng dẫn này.", "Show this message.")
_TRY = Words("Xem hướng dẫn: {command} --help", "For help: {command} --help")

_NO_SUCH_VERB = Words("Không có lệnh “{name}”.", "There is no verb “{name}”.")
_NO_SUCH_OPTION = Words("Không có tùy chọn {name}.", "There is no option {name}.")
_MISSING = Words("Thiếu {name}.", "{name} is missing.")
_BAD = Words("Giá trị của {name} không hợp lệ: {reason}", "The value of {name} is not valid: {reason}")
_OTHER = Words("Lệnh viết sai: {reason}", "The command cannot be read: {reason}")
_ONE_OF = Words("chỉ nhận một trong các giá trị {known}.", "it is one of {known}.")
_NUMBER = Words("phải là số nguyên.", "it is a whole number.")
_BETWEEN = Words("phải là số nguyên từ {least} đến {most}.", "it is a whole number from {least} to {most}.")
_NEEDS_VALUE = Words("Tùy chọn {name} phải kèm giá trị.", "Option {name} needs a value.")
_TAKES_NO_VALUE = Words("Tùy chọn {name} không kèm giá trị.", "Option {name} takes no value.")
_OF_CLICK = {
    "Got unexpected extra argument": Words(
        "Dòng lệnh thừa tham số.", "There are more arguments than the command takes."
    ),
    "Missing command": Words("Chưa ghi lệnh con.", "The verb after it is missing."),
}


class SpeakingCommand(click.Command):
    """A command whose help is in the language of the screen."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, words in _PIECES.items():
            pieces = pieces.replace(english, words.say())
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE.say())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(_OPTIONS.say()):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.say()
        return option


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of such commands. `aliases` maps their names to their Vietnamese names."""

    command_class = SpeakingCommand

    def __init__(self, *arguments: Any, aliases: Mapping[str, str] | None = None, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.aliases = dict(aliases or {})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        named = {alias: name for name, alias in self.aliases.items()}
        return super().get_command(ctx, named.get(cmd_name, cmd_name))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (
                f"{name} ({self.aliases[name]})" if name in self.aliases else name,
                each.get_short_help_str(90),
            )
            for name, each in commands
            if each is not None
        ]
        with formatter.section(_VERBS.say()):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in ctx.help_option_names:  # --help after the arguments of a group
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        if self.get_command(ctx, args[0]) is None:
            raise click.UsageError(_NO_SUCH_VERB.say(name=_visible(args[0])), ctx)
        return super().resolve_command(ctx, args)


class VerbGroup(SpeakingGroup):
    """A group that finds verbs by name or alias and imports them when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = _verb(cmd_name)
        if verb is None:
            return None
        module = importlib.import_module(f"macros_py.commands.{verb.module}")
        return cast("click.Command", module.command())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs from their declarations, without importing the verbs."""
        rows = [(f"{verb.name} ({verb.alias})", verb.help.say()) for verb in VERBS]
        with formatter.section(Words("Lệnh", "Verbs").say()):
            formatter.write_dl(rows)


def verb_group(language_variable: str) -> click.Group:
    """The whole command in the language of the screen."""
    return VerbGroup(
        name="cchc",
        help=_COMMAND_HELP.say(),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(["vi", "en"]),
                envvar=language_variable,
                expose_value=False,
                help=_LANGUAGE_HELP.say(),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_show_version,
                help=_VERSION.say(),
            ),
        ],
    )


def _show_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"cchc {__version__}")
        ctx.exit()


def _verb(name: str) -> Verb | None:
    return next((verb for verb in VERBS if name in (verb.name, verb.alias)), None)


def usage_sentences(error: click.UsageError) -> tuple[str, ...]:
    """What is wrong with a command line, and how to see its help."""
    if error.ctx and error.message == error.ctx.get_help():  # a group was called without a command
        return (error.message,)
    command = error.ctx.command_path if error.ctx else "cchc"
    return _sentence(error), _TRY.say(command=command)


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _NO_SUCH_OPTION.say(name=_visible(error.option_name))
    if isinstance(error, click.MissingParameter):
        return _MISSING.say(name=_name(error))
    if isinstance(error, click.BadParameter):
        return _BAD.say(name=_name(error), reason=_reason(error))
    if isinstance(error, click.BadOptionUsage):
        words = _TAKES_NO_VALUE if "does not take" in error.message else _NEEDS_VALUE
        return words.say(name=_visible(error.option_name))
    if error.message.startswith((_NO_SUCH_VERB.vi[:12], _NO_SUCH_VERB.en[:12])):
        return error.message
    for english, words in _OF_CLICK.items():
        if error.message.startswith(english):
            return words.say()
    return _OTHER.say(reason=_visible(error.format_message()))


def _reason(error: click.BadParameter) -> str:
    """Why a value is refused, in the language of the screen: click's own texts are English."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return _ONE_OF.say(known=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return _BETWEEN.say(least=kind.min, most=kind.max)
    return _NUMBER.say() if kind is click.INT else _visible(error.message)


def _visible(text: str) -> str:
    from cchc.visible import visible  # imported here because help does not need it

    return visible(text)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "?"
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx or click.Context(click.Command("cchc")))
